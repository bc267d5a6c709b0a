// What JupyterLite's kernel takes for Pyodide: the Python that has been starting in this worker
// (python.js). Where there is none, as after a restart of the kernel, one is started now.

export async function loadPyodide(options) {
  const started = await self.hearfirstPython?.catch(() => null);
  if (started) {
    started.setStdout({ batched: options.stdout });
    started.setStderr({ batched: options.stderr });
    return started;
  }
  const folder = new URL("../static/pyodide/", import.meta.url).href;
  const pyodide = await import(`${folder}pyodide.mjs`);
  return await pyodide.loadPyodide({ ...options, indexURL: folder });
}
