// Prints the licences of the packages below a folder, for what an image ships: node scripts/licenses.mjs node_modules > FILE
// The pages' own are written by Vite. Plain JavaScript without dependencies: it runs while an image is built.
import { existsSync, globSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

const [folder = "node_modules"] = process.argv.slice(2);
const root = realpathSync(folder);
const TEXTS = /^(licen[cs]e|copying|notice)(\.|-|$)/i;

const packages = globSync("**/package.json", { cwd: root })
  .map((path) => join(root, dirname(path)))
  // Only packages themselves: some have manifests in folders of theirs.
  .filter((path) => /[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+$/.test(path))
  .map((path) => ({ path, manifest: JSON.parse(readFileSync(join(path, "package.json"), "utf8")) }))
  .filter(({ manifest }) => manifest.name && manifest.version)
  .toSorted((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1));

const sections = packages.map(({ path, manifest }) => {
  const { name, version, license, licenses } = manifest;
  const kind =
    license?.type ?? license ?? licenses?.map((each) => each.type).join(" OR ") ?? "no licence named";
  const texts = readdirSync(path)
    .filter((file) => TEXTS.test(file))
    .map((file) => readFileSync(join(path, file), "utf8").trim());
  return [
    `## ${name} - ${version} (${kind})`,
    ...(texts.length > 0 ? texts : ["The package has no text of it."]),
  ].join("\n\n");
});
if (!existsSync(folder) || sections.length === 0) throw new Error(`There are no packages in ${folder}.`);
console.log(["# Licences of third parties", ...sections].join("\n\n"));
