// Node 22.18 and later run TypeScript by themselves and start twice as fast; for earlier ones tsx translates it.
if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api');
  register();
}
