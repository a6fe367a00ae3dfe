"""What ``kshell check`` has found, for other programs: JSON, and the XML that JUnit began."""

import json
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from kshell.transcript.check import Checked, CheckedStep
from kshell.transcript.diff import difference, note
from kshell.transcript.errors import TranscriptError
from kshell.transcript.escape import escape, is_plain
from kshell.transcript.steps import written

Record = dict[str, Any]


def record(checked: Checked) -> Record:
    """A checked transcript in JSON's terms; times are ns since the machine booted."""
    file = checked.transcript.file
    taken = {step.step.line: step for step in checked.steps}
    sections = [
        {
            "title": section.title,
            "line": section.line,
            "steps": [_step(file, taken[step.line]) for step in section.steps if step.line in taken],
        }
        for section in checked.transcript.sections
    ]
    diff = "".join(line + "\n" for line in difference(checked))
    return {
        "file": file,
        "submission": checked.submission,
        "name": checked.name,
        "passed": checked.passed,
        "error": checked.broken,
        "diff": diff,
        "sections": sections,
    }


def _step(file: str, checked: CheckedStep) -> Record:
    step, outcome = checked.step, checked.outcome
    return {
        "line": step.line,
        "command": "\n".join(step.head),
        "terminal": step.action.terminal,
        "began_ns": outcome.began,
        "ended_ns": outcome.ended,
        "passed": checked.passed,
        "problem": outcome.problem,
        "note": "" if checked.passed else "\n".join(note(file, checked)),
        "captured": outcome.captured,
        "expected": [*step.output],
        "expected_end": step.trailer,
        "shown": [written(line) for line in outcome.shown],
        "shown_end": checked.trailer,
    }


def error_record(error: TranscriptError | OSError) -> Record:
    """A file that could not be read as a transcript, in JSON's terms."""
    if isinstance(error, TranscriptError):
        return {"file": error.file, "name": error.file, "line": error.line, "error": error.what}
    return {"file": error.filename, "name": error.filename, "line": 0, "error": error.strerror}


def as_json(records: Sequence[Record], errors: Sequence[Record]) -> str:
    """A document of all that was found."""
    passed = sum(record["passed"] for record in records)
    found = {"passed": passed, "failed": len(records) - passed, "transcripts": records, "errors": errors}
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def as_junit(records: Sequence[Record], errors: Sequence[Record]) -> str:
    """The same in JUnit's XML: a suite for each file, a test for each of its headings."""
    root = ElementTree.Element("testsuites", name="kshell check")
    for record in records:
        suite = ElementTree.SubElement(root, "testsuite", name=_xml(record["name"]))
        for section in record["sections"]:
            case = _case(suite, record, section["title"] or record["file"], section["line"])
            notes = [step["note"] for step in section["steps"] if not step["passed"]]
            if notes:
                failure = ElementTree.SubElement(case, "failure", message=_xml(notes[0].partition("\n")[0]))
                failure.text = _xml("\n".join([*notes, record["diff"]]))
        if record["error"]:
            _error(_case(suite, record, record["file"], 0), record["error"])
    for error in errors:
        suite = ElementTree.SubElement(root, "testsuite", name=_xml(error["file"]))
        _error(_case(suite, error, error["file"], error["line"]), error["error"])
    for suite in root:
        for name, path in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
            suite.set(name, str(len(suite.findall(path))))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: ElementTree.Element, record: Record, name: str, line: int) -> ElementTree.Element:
    file = _xml(record["file"])
    names = {"classname": _xml(record["name"]), "name": _xml(name), "file": file, "line": str(line)}
    return ElementTree.SubElement(suite, "testcase", names)


def _error(case: ElementTree.Element, what: str) -> None:
    ElementTree.SubElement(case, "error", message=_xml(what))


def _xml(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return "\n".join(line if is_plain(line) else escape(line) for line in text.split("\n"))
