import { participantProperty } from '../../claims/participants.ts';
import type { Event as Row } from '../../database/generated/client.ts';
import { column, type Sql, sql } from '../../database/query.ts';
import { builder } from '../builder.ts';
import { choice, country, date } from '../comparisons.ts';
import { EventKind, Modality } from '../enums.ts';
import { at } from '../facets.ts';
import { by, defineWhere, related } from '../filters.ts';
import { defineList, paged, some } from '../lists.ts';
import { period } from '../period-filters.ts';
import { bySlug } from '../slugs.ts';
import { claimWhere } from './claim.ts';
import { companies } from './company.ts';
import { byName, Entity, entityOrders, faceFilters, isSupported } from './entity.ts';
import { Period, periodOf } from './period.ts';

export const Event = builder.objectRef<Row>('Event');

/** That an accepted claim names the company with the id `company` as a participant of the event with the id `event`. */
const isParticipant = (event: Sql, company: Sql): Sql => sql`EXISTS (
  SELECT 1 FROM "Claim" c JOIN "Fact" f ON f."acceptedId" = c.id
  WHERE c."entityId" = ${company} AND c."propertyId" = ${participantProperty} AND c."subjectId" = ${event})`;

/** That the event `row` has the company with the id `company` among its participants. */
export const participates = (row: Sql, company: Sql): Sql => isParticipant(column(row, 'id'), company);

builder.node(Event, {
  description: 'Something that happens at a time.',
  interfaces: [Entity],
  id: { resolve: ({ id }) => id },
  loadMany: (ids, { loaders }) => loaders.findMany('Event', ids),
  fields: (t) => ({
    kind: t.expose('kind', { type: EventKind, nullable: true, description: 'What sort of event it is.' }),
    status: t.expose('status', {
      type: Modality,
      nullable: true,
      description: 'Whether it has happened, is planned or is expected; null if no date is known.',
    }),
    country: t.expose('country', {
      type: 'CountryCode',
      nullable: true,
      description: 'The country whose act it is.',
    }),
    date: t.field({
      type: Period,
      nullable: true,
      description: 'When it happens or begins; null if no document says.',
      resolve: async ({ dateClaimId }, _, { loaders }) => {
        const claim = await loaders.find('Claim', dateClaimId);
        return claim ? periodOf(claim, 'date') : null;
      },
    }),
    participants: t.field(
      paged(t.arg, companies, {
        description: 'The companies that act or are acted on in it.',
        of: (row, event) => isParticipant(event, column(row, 'id')),
      }),
    ),
  }),
});

export const eventWhere = defineWhere('EventWhere', 'events', () => ({
  ...faceFilters(),
  kind: choice(EventKind)('kind', 'What sort of event it is.'),
  status: choice(Modality)('status', 'Whether it has happened, is planned or is expected.'),
  country: country('country', 'The country whose act it is.'),
  dateClaim: related('Claim', () => claimWhere, by('dateClaimId'), 'The accepted claim on the date.'),
  date: period('date', 'When it happens or begins.'),
  dateStart: date('dateStart', 'The first day that it can be on.'),
  dateEnd: date('dateEnd', 'The last day that it can be on.'),
  participant: some(
    () => companies,
    (row, company) => participates(row, column(company, 'id')),
    'At least one company that acts or is acted on in it.',
  ),
}));

export const events = defineList({
  type: Event,
  table: 'Event',
  where: eventWhere,
  orders: { ...entityOrders, DATE: { columns: ['dateStart', 'dateEnd'], description: 'When it happens.' } },
  facets: {
    COUNTRY: at('country', 'The country whose act they are.'),
    KIND: at('kind', 'What sort of event they are.'),
    STATUS: at('status', 'Whether they have happened, are planned or expected.'),
  },
  usual: byName,
  unless: isSupported,
});

builder.queryFields((t) => ({
  event: t.field(bySlug(t.arg, Event, 'Event')),
  events: t.field(paged(t.arg, events, { description: 'The events, by name.' })),
}));
