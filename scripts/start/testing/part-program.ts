/** A part for tests: answers on PORT, dies on `GET /die`, and writes into FAREWELL when it is asked to end. */
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";

const { PORT, FAREWELL } = process.env;
const server = createServer((request, response) => {
  if (request.url === "/die") {
    console.log("last words");
    process.exit(3);
  }
  response.end(String(process.pid));
});
server.listen(Number(PORT), "127.0.0.1");
process.on("SIGTERM", () => {
  if (FAREWELL) writeFileSync(FAREWELL, "put in order");
  server.close();
  server.closeAllConnections();
});
