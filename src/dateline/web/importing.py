"""Articles that are given to the library: the form, the addition at work, and its progress as it happens."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path, PurePosixPath

from fastapi import APIRouter, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.datastructures import UploadFile as Upload
from starlette.exceptions import HTTPException

from dateline.schema.address import is_web
from dateline.views.escape import clean_line
from dateline.views.web_forms import add_page, job_page, job_state
from dateline.web.jobs import Job, Jobs, Regroup
from dateline.web.room import Room
from dateline.web.settings import MEGABYTE

_LONGEST_NAME = 120
_MOST_URLS = 1_000
_SECONDS = 0.3
_CHUNK = 1 << 20


def router(room: Room) -> APIRouter:
    """The routes of additions."""
    routes = APIRouter(include_in_schema=False)
    most = room.settings.upload_bytes // MEGABYTE

    @routes.get("/add")
    async def add(request: Request) -> Response:
        return HTMLResponse(add_page(room.shell(request), room.jobs.all(), most_megabytes=most))

    @routes.post("/add")
    async def take(request: Request) -> Response:
        async with request.form(max_files=room.settings.upload_files, max_fields=20) as form:
            room.check(request, form)
            given = form.get("urls")
            urls = split_urls(given if isinstance(given, str) else "")
            files = [item for item in form.getlist("files") if isinstance(item, Upload) and item.filename]
            if not urls and not files:
                problem = "Choose files or write an address."
                html = add_page(room.shell(request), room.jobs.all(), most_megabytes=most, problem=problem)
                return HTMLResponse(html, status_code=422)
            job = await run_in_threadpool(submit, room.jobs, files, urls)
        return RedirectResponse(f"/jobs/{job.id}", status_code=303)

    @routes.post("/resolve")
    async def resolve(request: Request) -> Response:
        room.check(request, await request.form())
        job = await run_in_threadpool(submit, room.jobs, (), ())
        return RedirectResponse(f"/jobs/{job.id}", status_code=303)

    @routes.get("/jobs/{job}")
    async def job(request: Request, job: str) -> Response:
        return HTMLResponse(job_page(room.shell(request), found_job(room.jobs, job)))

    @routes.get("/jobs/{job}/stream")
    async def stream(request: Request, job: str) -> Response:
        found_job(room.jobs, job)
        return StreamingResponse(_told(room.jobs, job), media_type="text/event-stream")

    @routes.post("/jobs/{job}/stop")
    async def stop(request: Request, job: str) -> Response:
        room.check(request, await request.form())
        room.jobs.stop(found_job(room.jobs, job).id)
        return RedirectResponse(f"/jobs/{job}", status_code=303)

    return routes


def found_job(jobs: Jobs, id_: str) -> Job:
    """The addition with this id. Raises HTTPException."""
    job = jobs.get(id_)
    if job is None:
        raise HTTPException(404, "No such addition is remembered; the server may have been started since.")
    return job


def split_urls(text: str) -> tuple[str, ...]:
    """The addresses in a text, each once. Raises HTTPException where one is not of the web.

    A path of this machine is no address: what the server may read is not what a browser may ask for.
    """
    urls = tuple(dict.fromkeys(text.split()))
    wrong = next((url for url in urls if not is_web(url)), None)
    if wrong is not None:
        raise HTTPException(422, f"{wrong[:200]!r} is no address that begins with https:// or http://.")
    if len(urls) > _MOST_URLS:
        raise HTTPException(413, f"These are {len(urls)} addresses, more than {_MOST_URLS}.")
    return urls


def submit(
    jobs: Jobs,
    files: Iterable[UploadFile | Upload],
    urls: Sequence[str],
    *,
    names: Sequence[str] = (),
    regroup: Regroup | None = None,
) -> Job:
    """Write the files into a folder of their own and add them, and the pages at `urls`.

    With `regroup` there are none: a correction of stories, called by `names`, is put in force.
    """
    folder = Path(tempfile.mkdtemp(prefix="dateline-"))
    try:
        written: list[str] = []
        for file in files:
            name = free_name(file.filename or "", written)
            with (folder / name).open("xb") as target:
                shutil.copyfileobj(file.file, target, _CHUNK)
            written.append(name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    sources = (*written, *urls)
    return jobs.submit(folder, sources, names=(*names, *sources), regroup=regroup)


def free_name(given: str, taken: Sequence[str]) -> str:
    """A plain file name made of what a browser called it: no folders, no controls, not one of `taken`.

    Nor is it "-", which stands for standard input.
    """
    last = PurePosixPath(clean_line(given).replace("\\", "/")).name.strip(". -") or "file"
    stem, dot, suffix = last.rpartition(".")
    stem, suffix = (stem, dot + suffix[:20]) if stem else (last, "")
    name, number = f"{stem[:_LONGEST_NAME]}{suffix}", 1
    while name.lower() in {other.lower() for other in taken}:
        number += 1
        name = f"{stem[:_LONGEST_NAME]} ({number}){suffix}"
    return name


async def _told(jobs: Jobs, id_: str) -> AsyncIterator[str]:
    """The state of an addition as HTML, each time it changes, until it is over."""
    last = None
    while (job := jobs.get(id_)) is not None and not jobs.is_closed:
        html = job_state(job)
        if html != last:
            last = html
            data = "\n".join(f"data: {line}" for line in html.splitlines())
            yield f"event: {'over' if job.is_over else 'state'}\n{data}\n\n"
        if job.is_over:
            return
        await asyncio.sleep(_SECONDS)
