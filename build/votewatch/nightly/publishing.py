"""From files on the disk to branches of a remote, in an order that a kill at any moment leaves whole.

The record is committed first, pushed second, and the site goes out third: what is shown is always in the record. Each
of the three is one change of one ref, and each begins by looking at what is there, so that a night finishes what an
earlier one left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from votewatch.nightly import record, site
from votewatch.nightly.checkout import Checkout, named
from votewatch.nightly.git import GitError
from votewatch.nightly.message import subject
from votewatch.nightly.night import Done, NotPushed
from votewatch.nightly.record import RecordTree
from votewatch.nightly.remote import Remote, is_in, replayed
from votewatch.nightly.site import SiteTree
from votewatch.settings import Settings

# A dry run names so many files, and counts the others.
SHOWN = 40


@dataclass(slots=True)
class Publishing:
    """One night's way out. ``when`` is ISO with an offset, ``now`` the same moment in seconds since 1970.

    ``built`` names the files of the last whole build, None where a build was cut short. ``loose`` is how many objects
    may lie unpacked before git is asked to pack them.
    """

    settings: Settings
    checkout: Checkout
    built: Callable[[], Sequence[str] | None]
    when: str
    now: float
    dry_run: bool = False
    loose: int = 6700
    _site: SiteTree | None = None
    _subject: str = ""
    _author: Mapping[str, str] = field(default_factory=dict)

    def commit(self) -> Done:
        """Commit what of the record changed; in a dry run say what would be. Raises VoteWatchError."""
        nightly, checkout, data = self.settings.nightly, self.checkout, self.settings.paths.data
        nightly.state.mkdir(parents=True, exist_ok=True)
        checkout.clear_locks((f"refs/heads/{nightly.site_branch}",), self.now)
        checkout.on_branch(nightly.branch)
        self._author = named(nightly, self.when)
        head = checkout.head()
        found = record.tree_of(checkout, data, nightly.state)
        notes = self._look_at_site()
        self._subject = subject(found.changes, self._site.pages if self._site else 0)
        facts = {"message": self._subject, "files": len(found.changes), "site_files": self._differing()}
        if self.dry_run:
            return Done(0, (*self._would(found), *notes), facts)
        lines = [self._subject or "nothing changed"]
        if found.changes:
            made = record.commit(checkout, found.tree, head, self._subject, self._author)
            checkout.point(nightly.branch, made, head)
            facts["commit"] = made
            lines.append(f"{made[:12]} on {nightly.branch}: {_files(len(found.changes))}")
        if said := checkout.settle(record.globs(checkout, data)):
            notes.append(said)
        return Done(0, (*lines, *notes), facts)

    def push(self) -> Done:
        """Bring the record to the remote, on top of what others pushed meanwhile. Raises NotPushed."""
        nightly = self.settings.nightly
        if off := self._off():
            return off
        remote, notes = self._remote(), []
        ours = head = self.checkout.head()
        for _ in range(nightly.push_tries):
            theirs = remote.heads(nightly.branch).get(nightly.branch)
            if theirs is not None and theirs != ours:
                theirs = remote.fetched(nightly.branch)
            if theirs is not None and is_in(self.checkout.git, ours, theirs):
                ours = theirs
                break
            if theirs is not None and not is_in(self.checkout.git, theirs, ours):
                ours = replayed(self.checkout, ours, theirs, nightly.branch)
                notes.append(f"put on top of {theirs[:12]}, which somebody pushed meanwhile")
            if remote.give(ours, nightly.branch):
                break
        else:
            raise NotPushed(f"{nightly.branch}: somebody was there first {nightly.push_tries} times; commits stay here")
        if ours != head and (said := self.checkout.move_on(nightly.branch, ours)):
            notes.append(said)
        return Done(0, (f"{nightly.branch} is at {ours[:12]}", *notes), {"commit": ours})

    def publish_site(self) -> Done:
        """Bring the rendered site to its branch when it differs in more than its build's day. Raises NotPushed."""
        nightly, git = self.settings.nightly, self.checkout.git
        if self.dry_run:
            return Done(off=True, lines=("a dry run",))
        if self._site is None:
            return Done(2, ("no whole build to publish",))
        found, ref, made = self._site, f"refs/heads/{nightly.site_branch}", ""
        for _ in range(nightly.push_tries):
            if not found.differing and found.tip is not None:
                return Done(0, ("nothing changed", *self._packed()))
            text = f"{subject((), found.pages) or self._site_only(found)}\n\nRecord: {self.checkout.head()}"
            made = site.on_top(self.checkout, found, nightly.site_commits, text, self._author)
            # No log of this ref: it would hold on to the nights that are dropped.
            git("-c", "core.logAllRefUpdates=false", "update-ref", ref, made)
            if not nightly.remote or self._remote().give(made, nightly.site_branch, found.tip or ""):
                break
            found = site.compared(self.checkout, found.tree, self._site_tip())
        else:
            raise NotPushed(f"{nightly.site_branch}: somebody was there first {nightly.push_tries} times")
        line = f"{nightly.site_branch} is at {made[:12]}: {found.pages} pages, {_files(len(found.differing))}"
        return Done(0, (line, *self._packed()), {"commit": made, "pages": found.pages, "files": len(found.differing)})

    def _look_at_site(self) -> list[str]:
        """Work out what the site differs in; what somebody should know of that."""
        files, nightly = self.built(), self.settings.nightly
        if files is None:
            return ["there is no whole build: the site stays as it is"]
        tree = site.tree_of(self.checkout, self.settings.paths.public, nightly.state, files)
        try:
            tip, notes = self._site_tip(), []
        except NotPushed as error:
            # The push will say so again; the night's commit does not wait for it.
            tip, notes = self._local_site(), [f"compared with the site as it was here: {error}"]
        self._site = site.compared(self.checkout, tree, tip)
        return notes

    def _site_tip(self) -> str | None:
        """The site that readers have: the remote's, or the one here where there is no remote. Raises NotPushed."""
        nightly = self.settings.nightly
        if not nightly.remote:
            return self._local_site()
        remote = self._remote()
        theirs = remote.heads(nightly.site_branch).get(nightly.site_branch)
        if theirs is None or theirs == self._local_site():
            return theirs
        return remote.fetched(nightly.site_branch)

    def _local_site(self) -> str | None:
        ref = f"refs/heads/{self.settings.nightly.site_branch}"
        return self.checkout.git.tried("rev-parse", "-q", "--verify", f"{ref}^{{commit}}", codes=(0, 1)).out or None

    def _remote(self) -> Remote:
        return Remote(self.checkout.git, self.settings.nightly.remote)

    def _off(self) -> Done | None:
        if self.dry_run:
            return Done(off=True, lines=("a dry run",))
        return None if self.settings.nightly.remote else Done(off=True, lines=("no [nightly] remote is set",))

    def _differing(self) -> int:
        return len(self._site.differing) if self._site else 0

    def _site_only(self, found: SiteTree) -> str:
        return f"site: {_files(len(found.differing))}"

    def _packed(self) -> list[str]:
        """Let go of the nights that were dropped, and let git pack its objects when there are many. It is no fault of
        the night when that fails.

        A log of what the branch of the site was would hold on to every night for months; each push adds a line to that
        of the remote. What nothing holds goes into a pack of its own, until git forgets it after two weeks: without
        gc.cruftPacks (git 2.37 to 2.40) each object becomes a file again, and packing begins anew every night.
        """
        git, branch = self.checkout.git, self.settings.nightly.site_branch
        how = (f"gc.auto={self.loose}", "gc.autoDetach=false", "gc.cruftPacks=true")
        try:
            refs = git("for-each-ref", "--format=%(refname)", f"refs/heads/{branch}", f"refs/remotes/*/{branch}")
            for ref in refs.splitlines():
                if git.tried("reflog", "exists", ref, codes=(0, 1)).code == 0:
                    git("reflog", "expire", "--expire=all", ref)
            git(*(part for option in how for part in ("-c", option)), "gc", "--auto", "-q")
        except GitError as error:
            return [str(error)]
        return []

    def _would(self, found: RecordTree) -> list[str]:
        """What a run that is none would commit: its message, and the files as git diff --stat shows them."""
        if not self._subject and not self._differing():
            return ["nothing would be committed"]
        nightly, git = self.settings.nightly, self.checkout.git
        lines = [f"would commit: {self._subject or self._site_only(self._site) if self._site else self._subject}"]
        if found.changes:
            stat = git("diff", "--stat=110", f"--stat-count={SHOWN}", "--no-renames", found.before, found.tree)
            lines += [f"{nightly.branch}:", *stat.splitlines()]
        if self._site and self._site.differing:
            lines += [f"{nightly.site_branch}: {_files(len(self._site.differing))}", *_folders(self._site.differing)]
        return lines


def _folders(names: Sequence[str]) -> list[str]:
    """Files counted by the folder of their kind: the site's are too many to be listed."""
    counted = Counter("/".join(name.split("/")[:2]) if "/" in name else name for name in names)
    return [f" {folder}: {count}" for folder, count in sorted(counted.items())][:SHOWN]


def _files(count: int) -> str:
    return f"{count} file" if count == 1 else f"{count} files"
