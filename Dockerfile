# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# better-sqlite3 12.x, which the lock file holds for Node.js 20, aborts on Node.js 24 when a statement is collected; 13.x brings its own binary.
RUN npm ci --ignore-scripts \
  && npm install --no-save --ignore-scripts better-sqlite3@13.2.0
COPY tsconfig.json drizzle.config.ts ./
COPY src src
COPY plugins plugins
COPY test test
COPY bench bench
RUN npm run build \
  && npm prune --omit=dev --ignore-scripts \
  && npm install --no-save --omit=dev --ignore-scripts better-sqlite3@13.2.0 \
  && rm -rf dist/test dist/bench

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="nextcloud-mcp-server" \
  org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=8000 \
  TOKEN_STORAGE_DB=/data/tokens.db
WORKDIR /app
RUN install -d -o node -g node -m 0700 /data
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/dist dist
COPY --chown=root:root migrations migrations
COPY --chown=root:root LICENSE ./
USER node
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/src/cli/main.js"]
CMD ["run"]
