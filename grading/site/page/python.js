// A worker in which Python starts while JupyterLab does. When JupyterLite comes to want a worker for
// its kernel, the page hands it this one (waiting.js), and `started.mjs` hands it this Python.

// before the drive is there, for each module would be looked for on it first
const IMPORTS = "import piplite.piplite, pyodide_kernel, workbooks.notebook";

let isKernel = false;
const held = [];

self.addEventListener("message", (event) => {
  if (isKernel) return;
  event.stopImmediatePropagation();
  const { begin, become } = event.data;
  if (begin) self.hearfirstPython = start(begin);
  else if (become) void turnInto(become);
  else held.push(event);
});

async function start({ module, options }) {
  const { loadPyodide } = await import(module);
  const pyodide = await loadPyodide({ ...options, stdout: console.debug, stderr: console.error });
  // whatever fails here fails again where the kernel tells of it
  await pyodide.runPythonAsync(IMPORTS).catch(() => {});
  return pyodide;
}

/** JupyterLite's own script takes over, and is told what was said to it since. */
async function turnInto(script) {
  await import(script);
  isKernel = true;
  for (const { data } of held) self.dispatchEvent(new MessageEvent("message", { data }));
}
