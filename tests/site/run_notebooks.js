// Runs the cells of notebooks one after another in one Pyodide, through JupyterLite's own kernel: each
// cell's imports are loaded from the site's lock as they are for a learner.
async ({ base, notebooks }) => {
  const settings = (await (await fetch(`${base}jupyter-lite.json`)).json())["jupyter-config-data"].litePluginSettings;
  const { packages } = settings["@jupyterlite/pyodide-kernel-extension:kernel"].loadPyodideOptions;
  const { loadPyodide } = await import(`${base}static/pyodide/pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: `${base}static/pyodide/`, packages });
  await pyodide.runPythonAsync("import os, pyodide_kernel");
  const { kernel_instance: kernel, stdout_stream, stderr_stream } = pyodide.pyimport("pyodide_kernel");
  const shell = kernel.interpreter;
  const ignore = () => {};
  kernel._parent_header = pyodide.toPy({ header: {} });
  stdout_stream.publish_stream_callback = ignore;
  stderr_stream.publish_stream_callback = ignore;
  shell.display_pub.clear_output_callback = ignore;
  shell.display_pub.display_data_callback = ignore;
  shell.display_pub.update_display_data_callback = ignore;
  shell.displayhook.publish_execution_result = ignore;
  shell.send_comm = ignore;
  const told = { failed: [], cells: 0 };
  for (const [number, notebook] of notebooks.entries()) {
    const folder = `/learner/${number}/${notebook.folder}`;
    for (const [path, text] of Object.entries(notebook.files)) {
      const file = `${folder}/${path}`;
      pyodide.FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
      pyodide.FS.writeFile(file, text);
    }
    await pyodide.runPythonAsync(`os.chdir(${JSON.stringify(folder)})`);
    shell.reset();
    for (const { id, code } of notebook.cells) {
      const outcome = (await kernel.run(code)).toJs({ dict_converter: Object.fromEntries });
      told.cells += 1;
      if (outcome.status !== "ok") told.failed.push(`${notebook.name}, ${id}: ${outcome.evalue}`);
    }
  }
  const versions = "import pandas, matplotlib; {m.__name__: m.__version__ for m in (pandas, matplotlib)}";
  told.versions = (await pyodide.runPythonAsync(versions)).toJs({ dict_converter: Object.fromEntries });
  return told;
};
