import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { testDatabase } from '../support/database.ts';

const folder = () => mkdtemp(join(tmpdir(), 'data-'));

describe('the access of a reader', () => {
  it('reads, and can neither write nor make anything, even where it lifts its own read-only setting', async () => {
    const reader = await (await testDatabase()).asReader();
    const { prisma } = reader;
    try {
      expect(await prisma.claim.count()).toBe(0);
      const write = prisma.publisher.create({ data: { id: 'x', slug: 'x', name: 'X' } });
      await expect(write).rejects.toThrow('read-only transaction');
      const lifting = (statement: string) =>
        prisma.$transaction([
          prisma.$executeRaw`SET TRANSACTION READ WRITE`,
          prisma.$executeRawUnsafe(statement),
        ]);
      await expect(lifting(`INSERT INTO "Publisher" VALUES ('x', 'x', 'X')`)).rejects.toThrow(
        /permission denied|42501/,
      );
      await expect(lifting('UPDATE "Publisher" SET name = NULL')).rejects.toThrow(/permission denied|42501/);
      await expect(lifting('DELETE FROM "Source"')).rejects.toThrow(/permission denied|42501/);
      await expect(lifting('CREATE TABLE mine (id INT)')).rejects.toThrow(/permission denied|42501/);
    } finally {
      await reader.close();
    }
  });

  it('is cut off after 2.5 s in one statement', async () => {
    const reader = await (await testDatabase()).asReader();
    const [setting] = await reader.prisma.$queryRaw<
      [object]
    >`SELECT current_setting('statement_timeout') AS timeout`;
    expect(setting).toEqual({ timeout: '2500ms' });
    await reader.close();
  });
});

describe('a PGlite folder', () => {
  it('keeps what was written', async () => {
    const dataFolder = await folder();
    const first = await openDatabase({ dataFolder, access: 'owner' });
    await migrate(first);
    await first.prisma.publisher.create({ data: { id: 'x', slug: 'x', name: 'X' } });
    await first.close();
    const second = await openDatabase({ dataFolder, access: 'reader' });
    expect(await second.prisma.publisher.count()).toBe(1);
    await second.close();
  });

  it('that has not been set up is refused to a reader, with what to run', async () => {
    await expect(openDatabase({ dataFolder: await folder(), access: 'reader' })).rejects.toMatchObject({
      code: 'DATABASE_BEHIND',
      message: expect.stringContaining('npm run migrate'),
    });
  });

  it('makes a second one wait for the first', async () => {
    const dataFolder = await folder();
    const first = await openDatabase({ dataFolder, access: 'owner' });
    let opened = false;
    const second = openDatabase({ dataFolder, access: 'owner' }).then((database) => {
      opened = true;
      return database;
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(opened).toBe(false);
    await first.close();
    await (await second).close();
    expect(await readdir(dataFolder)).toEqual(['pglite']);
  });

  it('that another process serves is refused, naming that process', async () => {
    const dataFolder = await folder();
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await writeFile(join(dataFolder, 'lock'), `${holder.pid} serves`);
    await expect(openDatabase({ dataFolder, access: 'owner' })).rejects.toMatchObject({
      code: 'DATABASE_IN_USE',
      message: expect.stringContaining(`is open in process ${holder.pid}.`),
    });
    holder.kill();
  });

  it('is taken over from a process that has died, and from an earlier one with the same id', async () => {
    const dataFolder = await folder();
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    for (const pid of [dead.pid, process.pid]) {
      await writeFile(join(dataFolder, 'lock'), String(pid));
      const database = await openDatabase({ dataFolder, access: 'owner' });
      await database.close();
    }
  });
});

describe('a Postgres that cannot be opened', () => {
  it('is named with host, port and database, but never with its password', async () => {
    const opening = openDatabase({
      databaseUrl: 'postgres://somebody:secret@127.0.0.1:9/facts',
      access: 'owner',
    });
    await expect(opening).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringMatching(
        /^Postgres at 127\.0\.0\.1:9, database facts, cannot be reached: .*ECONNREFUSED.*\. Check that Postgres runs there, or correct DATABASE_URL; unset it to use the embedded database$/,
      ),
    });
    await expect(opening).rejects.not.toThrow('secret');
  });
});
