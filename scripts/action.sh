#!/usr/bin/env bash
# What action.yml runs: the command with its inputs, its Markdown report in the job's summary, its exit code.
set -uo pipefail

case "$INPUT_COMMAND" in
  test | security | load) ;;
  *)
    echo "::error::command is to be test, security or load, not \"$INPUT_COMMAND\"" >&2
    exit 2
    ;;
esac

# The summary is made of the Markdown report, so there is always one.
reports="$INPUT_REPORT"
case ",$reports," in
  *,markdown,*) ;;
  *) reports="${reports:+$reports,}markdown" ;;
esac

# A report of an earlier step is none of this one.
rm -f "$INPUT_OUT/report.md"

args=("$INPUT_COMMAND" "$INPUT_DOCUMENT" --server "$INPUT_SERVER" --report "$reports" --out "$INPUT_OUT")
[ -n "$INPUT_TOKEN" ] && args+=(--token env:INPUT_TOKEN)
[ -n "$INPUT_TOKEN_B" ] && args+=(--token-b env:INPUT_TOKEN_B)
while IFS= read -r line; do
  [ -n "$line" ] && args+=("$line")
done <<< "$INPUT_ARGS"

"$GITHUB_ACTION_PATH/node_modules/.bin/node" --conditions=@mockloop/source "$GITHUB_ACTION_PATH/apps/cli/src/cli.ts" "${args[@]}"
status=$?

echo "out=$INPUT_OUT" >> "$GITHUB_OUTPUT"
[ -f "$INPUT_OUT/report.md" ] && cat "$INPUT_OUT/report.md" >> "$GITHUB_STEP_SUMMARY"
exit "$status"
