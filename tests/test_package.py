"""The wheel: what is installed from it runs anywhere, without the clone."""

import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the wheel, and what pip installs from it in ``installed``; no network is needed."""
    folder = tmp_path_factory.mktemp("package")
    alone = ["--no-deps", "--no-index"]
    subprocess.run([*PIP, "wheel", *alone, "--no-build-isolation", "--wheel-dir", folder, ROOT], check=True)
    wheel = next(folder.glob("kshell-*.whl"))
    subprocess.run([*PIP, "install", *alone, "--target", folder / "installed", wheel], check=True)
    return folder


def test_the_installed_command_runs_from_an_empty_directory(folder: Path, tmp_path: Path) -> None:
    installed = folder / "installed"
    done = subprocess.run(
        [installed / "bin" / "kshell", "-c", "insmod hello.ko; lsmod"],
        cwd=tmp_path,
        env={"PATH": os.defpath, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )
    assert done.stdout == "Module                  Size  Used by\nhello                  16384  0\n"
    assert done.stderr.endswith("] hello: module loaded\n")
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_the_wheel_holds_the_samples_its_types_and_its_license(folder: Path) -> None:
    names = zipfile.ZipFile(next(folder.glob("kshell-*.whl"))).namelist()
    folder_of_samples = ROOT / "modules"
    samples = sorted(f"kshell/samples/{p.relative_to(folder_of_samples)}" for p in folder_of_samples.rglob("*.py"))
    assert sorted(name for name in names if name.startswith("kshell/samples/")) == samples
    assert "kshell/py.typed" in names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"kshell"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_source_package_holds_what_the_wheel_is_made_of(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder], check=True, cwd=ROOT)
    with tarfile.open(next(folder.glob("kshell-*.tar.gz"))) as source:
        inside = {name.split("/", 1)[1] for name in source.getnames()}
    wheel = zipfile.ZipFile(next(folder.glob("kshell-*.whl"))).namelist()
    code = {name for name in wheel if name.startswith("kshell/") and not name.startswith("kshell/samples/")}
    assert code <= inside
    assert {f"modules/{path.name}" for path in (ROOT / "modules").glob("*.py")} <= inside
    assert not any(name.startswith((".ci", ".git/", ".venv")) for name in inside)
