import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { testDatabase } from '../support/database.ts';
import { testDatabaseUrl, testServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder;

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

  // PGlite is one thread, which cannot be cut off, and has no DATABASE_URL.
  const server = testServer;
  if (server !== undefined) {
    it('is cut off after 2.5 s in one statement', { timeout: 20_000 }, async () => {
      const reader = await (await testDatabase()).asReader();
      const begun = Date.now();
      await expect(reader.prisma.$queryRaw`SELECT 1 FROM pg_sleep(15)`).rejects.toThrow(
        /57014|statement timeout/,
      );
      expect(Date.now() - begun).toBeLessThan(10_000);
      await reader.close();
    });

    it('is the same whatever DATABASE_URL asks for', async () => {
      const { url, drop } = await testDatabaseUrl(server);
      const owner = await openDatabase({ databaseUrl: url, access: 'owner' });
      await migrate(owner);
      await owner.close();
      const asked = 'options=-c%20lock_timeout%3D7s%20-c%20role%3Dnone&statement_timeout=60000';
      const reader = await openDatabase({ databaseUrl: `${url}?${asked}`, access: 'reader' });
      expect(
        await reader.prisma
          .$queryRaw`SELECT current_user::text AS user, current_setting('statement_timeout') AS cut,
          current_setting('default_transaction_read_only') AS "readOnly", current_setting('lock_timeout') AS own,
          current_setting('jit') AS jit`,
      ).toEqual([{ user: 'sourcebook_reader', cut: '2500ms', readOnly: 'on', own: '7s', jit: 'off' }]);
      await reader.close();
      await drop();
    });
  }
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
      message: expect.stringContaining('npm run seed'),
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

  it('that another has taken over is neither served nor given back', async () => {
    const dataFolder = await folder();
    const database = await openDatabase({ dataFolder, access: 'owner' });
    await migrate(database);
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await writeFile(join(dataFolder, 'lock'), String(holder.pid));
    await expect(database.asReader()).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
    expect(await readFile(join(dataFolder, 'lock'), 'utf8')).toBe(String(holder.pid));
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
