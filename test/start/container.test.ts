import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const { services } = parse(await readFile('docker-compose.yml', 'utf8'));
const ours = [services.setup, services.api];

describe('docker-compose.yml', () => {
  it('hands every setting in .env.example to the API, unless it decides it itself', async () => {
    const example = await readFile('.env.example', 'utf8');
    const settings = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name);
    const decided = ['PORT', 'HOST', 'DATA_FOLDER', 'POSTGRES_PASSWORD'];
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

describe('Dockerfile', () => {
  it('installs by the lockfile alone, and runs as a user that is not root', async () => {
    const file = await readFile('Dockerfile', 'utf8');
    expect(file).toMatch(/^RUN npm ci /m);
    expect(file).not.toMatch(/npm (i|install) /);
    expect(file.slice(file.lastIndexOf('USER '))).toMatch(/^USER node$[\s\S]*^CMD /m);
  });
});
