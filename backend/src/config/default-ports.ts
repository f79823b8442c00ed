/**
 * The default ports of the app, for `npm start`, the API and the load generator. The front end's server, whose image
 * has no file of the API, repeats the first two (scripts/repository/defaults.test.ts compares them).
 */
export const DEFAULT_BACKEND_PORT = 5000;
export const DEFAULT_FRONTEND_PORT = 3000;
/** For the embedded Postgres: not 5432, which a Postgres of the user's may have. */
export const DEFAULT_EMBEDDED_POSTGRES_PORT = 5433;
