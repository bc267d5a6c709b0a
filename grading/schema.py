"""The JSON Schema of a case file, so that an editor completes and checks it."""

from __future__ import annotations

from typing import Any, Final

from workbooks.case import Case

SCHEMA_FILE: Final = "cases/case.schema.json"


def case_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `cases/<slug>/case.yaml`."""
    schema = Case.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
