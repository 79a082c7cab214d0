import './types/chip.ts';
import './types/claim-check.ts';
import './types/claim-kinds.ts';
import './types/company.ts';
import './types/change.ts';
import './types/dataset.ts';
import './types/event.ts';
import './types/fact.ts';
import './types/investment.ts';
import './types/investment-total.ts';
import './types/product.ts';
import './types/property.ts';
import './types/publisher.ts';
import './types/release.ts';
import './types/release-published.ts';
import './types/search.ts';
import './types/source.ts';
import { answeringAsOf } from './as-of.ts';
import { builder } from './builder.ts';

/** The executable schema. Importing a type declares it; this builds what was declared. */
export const schema = answeringAsOf(builder.toSchema());
