/**
 * Where the app listens unless a setting says otherwise: `npm start`, the API and the load generator read it here. The front end's
 * server, whose image has no file of the API, repeats the first two (scripts/repository/defaults.test.ts compares them).
 */
export const DEFAULT_BACKEND_PORT = 5000;
export const DEFAULT_FRONTEND_PORT = 3000;
/** Of the embedded Postgres: not 5432, where one of the user's own may be. */
export const DEFAULT_EMBEDDED_POSTGRES_PORT = 5433;
