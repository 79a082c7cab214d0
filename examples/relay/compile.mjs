// relay-compiler, and then what a bundler does in a Relay app: babel-plugin-relay puts what was compiled where the tags are.
import { execFileSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { transformFileSync } from '@babel/core';
import compiler from 'relay-compiler';

process.chdir(new URL('.', import.meta.url).pathname);
// It reads no schema outside its own folder.
copyFileSync('../../schema.graphql', 'schema.graphql');
execFileSync(compiler, ['relay.config.json'], { stdio: 'inherit' });
const { code } = transformFileSync('main.ts', {
  presets: ['@babel/preset-typescript'],
  plugins: [['relay', { eagerEsModules: true }]],
});
writeFileSync('main.generated.js', code);
