#!/bin/sh
# Keeps a folder at the newest commit of a branch, and switches to it in one step: a web server that follows the link
# GIT_SYNC_ROOT/live never sees half a site. Needs git, flock, timeout and a `mv` that knows -T (GNU or BusyBox).
#
#   GIT_SYNC_REPO      where to fetch from                                                  (no default)
#   GIT_SYNC_ROOT      the folder that is kept; nobody else writes there                    (no default)
#   GIT_SYNC_REF       a branch or tag: refs/heads/site, refs/tags/live                     refs/heads/site
#   GIT_SYNC_VERIFY    none; fast-forward: the branch only ever grew; signed: REF is a tag with a signature of somebody
#                      in GIT_SYNC_SIGNERS (an allowed_signers file of ssh-keygen)          none
#   GIT_SYNC_DEPTH     commits to fetch; fast-forward needs as many as may come at once     1, or 100 for fast-forward
#   GIT_SYNC_KEEP      trees to keep, the live one among them                               3
#   GIT_SYNC_PERIOD    seconds between two looks; 0: one look and an exit status            0
#   GIT_SYNC_TIMEOUT   seconds that one fetch may take                                      300
#
# The branch `site` drops its old commits, so that a commit of today need not grow out of one of last month: there
# fast-forward refuses what is in order once the history is cut, and has to be helped by removing GIT_SYNC_ROOT/live.
#
# Exit status of one look: 0 live is the newest, 1 something failed, 3 refused by GIT_SYNC_VERIFY, 75 another one is at
# work. Whatever happens, live stays what it was or becomes a whole tree.
set -eu

repo=${GIT_SYNC_REPO:?say where to fetch from}
root=${GIT_SYNC_ROOT:?say which folder to keep}
ref=${GIT_SYNC_REF:-refs/heads/site}
verify=${GIT_SYNC_VERIFY:-none}
signers=${GIT_SYNC_SIGNERS:-}
keep=${GIT_SYNC_KEEP:-3}
period=${GIT_SYNC_PERIOD:-0}
limit=${GIT_SYNC_TIMEOUT:-300}
case $verify in
    none) depth=${GIT_SYNC_DEPTH:-1} ;;
    fast-forward) depth=${GIT_SYNC_DEPTH:-100} ;;
    signed)
        depth=${GIT_SYNC_DEPTH:-1}
        case $ref in refs/tags/*) ;; *)
            echo "git-sync: signed needs a tag in GIT_SYNC_REF, not $ref" >&2
            exit 1
            ;;
        esac
        [ -r "$signers" ] || {
            echo "git-sync: GIT_SYNC_SIGNERS names no file that can be read: '$signers'" >&2
            exit 1
        }
        ;;
    *)
        echo "git-sync: GIT_SYNC_VERIFY is none, fast-forward or signed, not $verify" >&2
        exit 1
        ;;
esac
case $keep in '' | 0 | *[!0-9]*)
    echo "git-sync: GIT_SYNC_KEEP is a number from 1 on, not '$keep'" >&2
    exit 1
    ;;
esac

# Nothing is asked of anybody, nothing of the repository is run, and its links arrive as plain files.
export GIT_TERMINAL_PROMPT=0 GIT_OPTIONAL_LOCKS=0
git_() {
    git -c core.hooksPath=/dev/null -c core.symlinks=false -c core.fsmonitor=false -c core.trustctime=false \
        -c core.checkStat=minimal -c gc.autoDetach=false -c gc.auto=5000 -c gc.autoPackLimit=20 -c advice.detachedHead=false \
        -c safe.directory='*' -c gpg.ssh.allowedSignersFile="$signers" --git-dir="$root/repository.git" "$@"
}

say() { echo "git-sync: $*" >&2; }

live_commit() { readlink "$root/live" 2>/dev/null | sed -n 's,^trees/\([0-9a-f]*\)$,\1,p'; }

# The commit that is to be live, on standard output.
fetched() {
    [ -f "$root/repository.git/HEAD" ] || git init --quiet --bare "$root/repository.git" || return 1
    # Whoever holds our own lock is alone here: git's are those of one that was killed.
    find "$root/repository.git" -name '*.lock' -type f -exec rm -f {} + || return 1
    timeout "$limit" git -c core.hooksPath=/dev/null -c gc.auto=0 --git-dir="$root/repository.git" fetch --quiet --force \
        --no-tags --update-shallow --depth="$depth" "$repo" "+$ref:refs/git-sync/next" || {
        say "could not fetch $ref"
        return 1
    }
    if [ "$verify" = signed ]; then
        said=$(git_ verify-tag refs/git-sync/next 2>&1) || {
            say "refused: $ref has no signature of anybody in $signers: $said"
            return 3
        }
    fi
    next=$(git_ rev-parse --verify --quiet 'refs/git-sync/next^{commit}') || {
        say "$ref is no commit"
        return 1
    }
    if [ "$verify" = fast-forward ] && [ -n "$1" ] && ! git_ merge-base --is-ancestor "$1" "$next" 2>/dev/null; then
        say "refused: $next does not grow out of $1, which is live"
        return 3
    fi
    echo "$next"
}

# Lay out commit $2 beside the live one $1. What did not change is the same file under another name, with its date: it
# takes no room, and what browsers have kept stays good.
lay_out() {
    fresh=$root/trees/.new
    rm -rf "$fresh" "$root/index.new" "$root/index.new.lock"
    if [ -n "$1" ] && [ -d "$root/trees/$1" ] && [ -f "$root/repository.git/index-$1" ]; then
        cp -al "$root/trees/$1" "$fresh" || return 1
        cp "$root/repository.git/index-$1" "$root/index.new" || return 1
    else
        mkdir "$fresh" || return 1
    fi
    GIT_INDEX_FILE=$root/index.new git_ --work-tree="$fresh" read-tree --reset -u "$2" &&
        GIT_INDEX_FILE=$root/index.new git_ --work-tree="$fresh" diff-files --quiet || {
        say "could not lay out $2"
        return 1
    }
    mv -T "$root/index.new" "$root/repository.git/index-$2" || return 1
    rm -rf "${root:?}/trees/$2"
    mv -T "$fresh" "$root/trees/$2"
}

switch_to() {
    ln -sfn "trees/$1" "$root/live.new" && mv -T "$root/live.new" "$root/live"
}

# The last $keep that were live stay, the rest goes.
tidy() {
    { grep -vx "$1" "$root/was-live" 2>/dev/null || true; echo "$1"; } | tail -n "$keep" >"$root/was-live.new"
    mv -T "$root/was-live.new" "$root/was-live"
    for tree in "$root"/trees/*; do
        commit=${tree##*/}
        case $commit in '*' | *[!0-9a-f]*) continue ;; esac
        grep -qx "$commit" "$root/was-live" || rm -rf "$tree" "$root/repository.git/index-$commit"
    done
    # The live commit has a name of its own, so that it is there to compare with the next.
    git_ update-ref refs/git-sync/live "$1"
    git_ gc --auto --quiet --prune=now || say "could not tidy the repository"
}

look() {
    mkdir -p "$root/trees" || return 1
    live=$(live_commit)
    next=$(fetched "$live") || return $?
    if [ "$next" != "$live" ]; then
        if [ ! -d "$root/trees/$next" ]; then
            lay_out "$live" "$next" || return 1
        fi
        switch_to "$next" || return 1
        say "live is $next"
        tidy "$next"
    fi
    date -u +%Y-%m-%dT%H:%M:%SZ >"$root/synced"
}

locked_look() {
    mkdir -p "$root" || return 1
    (
        flock -n 9 || {
            say "another one is at work"
            exit 75
        }
        status=0
        look || status=$?
        exit $status
    ) 9>"$root/lock"
}

if [ "$period" = 0 ]; then
    locked_look
    exit
fi
trap 'exit 0' TERM INT
while :; do
    locked_look || say "trying again in $period s"
    sleep "$period" &
    wait $! || true
done
