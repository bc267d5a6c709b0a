// node in_node.mjs PYODIDE PACKAGES TO: compile what a visit loads, into two archives in TO.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [from, packages, to] = process.argv.slice(2);
const folder = `${resolve(from)}/`;
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const options = { packages: packages.split(","), packageBaseUrl: folder };
const pyodide = await loadPyodide({ indexURL: folder, stdout: () => {}, ...options });
pyodide.mountNodeFS("/to", to);
pyodide.runPython(readFileSync(new URL("in_pyodide.py", import.meta.url), "utf-8"));
pyodide.globals.get("compile_start")("/to");
