import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { becomeReader } from '../../src/database/prisma.ts';

interface Service {
  profiles?: string[];
  environment: Record<string, string>;
  depends_on?: Record<string, unknown>;
}

const { services } = parse(await readFile('docker-compose.yml', 'utf8'), { merge: true });
const instances: Service[] = [services['api-1'], services['api-2'], services['api-3']];
const ours = [services.setup, services.api, ...instances];

describe('docker-compose.yml', () => {
  it('hands every setting in .env.example to the API, unless it decides it itself', async () => {
    const example = await readFile('.env.example', 'utf8');
    const settings = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name);
    const decided = ['PORT', 'HOST', 'DATA_FOLDER', 'POSTGRES_PASSWORD', 'BALANCER_PORT'];
    expect(Object.keys(services.api.environment).sort()).toEqual(
      settings.filter((name) => !decided.includes(name ?? '')).sort(),
    );
  });

  it('lets ours write nothing but temporary files, and become nobody else', () => {
    for (const service of ours) {
      expect(service).toMatchObject({
        read_only: true,
        tmpfs: ['/tmp'],
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    }
  });
});

describe('docker-compose.yml with the profile scale', () => {
  it('adds to what runs without it, which needs nothing of it', () => {
    const usual = Object.entries<Service>(services).filter(([, { profiles }]) => profiles === undefined);
    const names = usual.map(([name]) => name);
    expect(names).toEqual(['postgres', 'setup', 'api']);
    for (const [, { depends_on = {} }] of usual)
      for (const needed of Object.keys(depends_on)) expect(names).toContain(needed);
    for (const [name, { profiles }] of Object.entries<Service>(services))
      if (!names.includes(name)) expect(profiles).toEqual(['scale']);
  });

  it('serves with the same settings, of the replicas that the pooler knows, behind the balancer', async () => {
    const [pooler, balancer] = await Promise.all([
      readFile('deploy/pgbouncer.ini', 'utf8'),
      readFile('deploy/haproxy.cfg', 'utf8'),
    ]);
    const own = ['DATABASE_REPLICA_URLS', 'TRUSTED_PROXIES', 'DRAIN_SECONDS'];
    const usual = Object.entries(services.api.environment).filter(([name]) => !own.includes(name));
    const settings = Object.fromEntries(usual);
    for (const { environment } of instances) {
      expect(environment).toMatchObject(settings);
      const asked = environment['DATABASE_REPLICA_URLS']?.match(/(?<=@pooler:6432\/)[\w-]+/g);
      expect(asked).toEqual(['replica-1', 'replica-2']);
    }
    const lent = [...pooler.matchAll(/^([\w-]+) = host=([\w-]+) .* connect_query='(.*)'$/gm)];
    for (const [, name, host = '', query] of lent) {
      expect([name, services[host].profiles]).toEqual([host, ['scale']]);
      expect(query?.replaceAll("''", "'")).toBe(becomeReader);
    }
    expect(lent.length).toBe(2);
    const servers = [...balancer.matchAll(/^ {2}server ([\w-]+) ([\w-]+):4000$/gm)].map(([, , host]) => host);
    expect(servers).toEqual(['api-1', 'api-2', 'api-3']);
  });
});

describe('Dockerfile', () => {
  it('installs by the lockfile alone, and runs as a user that is not root', async () => {
    const file = await readFile('Dockerfile', 'utf8');
    expect(file).toMatch(/^RUN npm ci /m);
    expect(file).not.toMatch(/npm (i|install) /);
    expect(file.slice(file.lastIndexOf('USER '))).toMatch(/^USER node$[\s\S]*^CMD /m);
  });

  it('compiles what it starts with, told the same about V8 as the start is', async () => {
    const file = await readFile('Dockerfile', 'utf8');
    const [, compile = ''] = /^RUN (node .+\n.+)$/m.exec(file) ?? [];
    execFileSync('sh', ['-ec', compile], { stdio: 'pipe' });
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
    const command = JSON.parse(/^CMD (.+)$/m.exec(file)?.[1] ?? '').join(' ');
    expect(command).toBe(scripts.serve);
    expect(compile.startsWith(command.replace('src/main.ts', ''))).toBe(true);
    expect(scripts.start.replace('scripts/start.mjs', '')).toBe(command.replace(/--import .+/, ''));
  });
});
