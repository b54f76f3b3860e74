# One image for all parts: serve (alone, on the embedded database), web and worker (on PostgreSQL).
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The Node of this image runs it; the npm package `node` is for machines with another one.
RUN npm ci --omit=dev --no-audit --no-fund --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY knowledge ./knowledge
COPY connectors ./connectors
COPY mappings ./mappings
COPY rules ./rules
COPY simulator ./simulator
COPY src ./src
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--max-semi-space-size=16", "src/main.ts"]
CMD ["serve"]
