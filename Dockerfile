# The API alone; docker-compose.yml sets a Postgres beside it.
FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app

# Before the sources, so that a change in them installs nothing anew.
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund

COPY prisma.config.ts tsconfig.json ./
COPY prisma prisma
COPY src src
RUN npx prisma generate
COPY scripts scripts
COPY dataset dataset
COPY persisted-documents.json ./

# DATA_FOLDER, where no DATABASE_URL is given, and what is compiled here rather than at each start.
RUN mkdir -p .data node_modules/.cache && chown node:node .data node_modules/.cache
USER node
RUN node --heap-growing-percent=80 --import ./scripts/typescript.mjs --input-type=module --eval \
  "for (const part of ['prepare', 'waiting', 'watchers', 'http/server', 'http/waiting', 'http/metrics', 'http/plugins/use-metrics', 'database/postgres']) await import('./src/' + part + '.ts')"

# The default, 127.0.0.1, would be heard inside the container only.
ENV HOST=0.0.0.0 PORT=4000
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

# What `npm run serve` runs; without npm in between, signals reach it.
CMD ["node", "--heap-growing-percent=80", "--import", "./scripts/typescript.mjs", "src/main.ts"]
