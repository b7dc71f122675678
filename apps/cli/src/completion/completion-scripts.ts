export type CompletionShell = 'bash' | 'zsh' | 'fish';

/** What each shell runs. All ask `mockloop __complete` with the words up to the cursor; where it has nothing, files are offered. */
export const completionScripts: Readonly<Record<CompletionShell, string>> = {
  bash: `
_mockloop() {
  local found
  COMPREPLY=()
  # What bash puts on the command line, it does not quote: a name must not become a command.
  while IFS= read -r found; do COMPREPLY+=("$(printf '%q' "$found")"); done < <(
    mockloop __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1
  )
}
complete -o default -F _mockloop mockloop
`,
  zsh: `
#compdef mockloop
_mockloop() {
  local -a found
  found=("\${(@f)$(mockloop __complete "\${(@)words[2,CURRENT]}" 2>/dev/null | cut -f 1)}")
  found=(\${found:#})
  if (( \${#found} )); then compadd -- "\${found[@]}"; else _files; fi
}
if [ "$funcstack[1]" = _mockloop ]; then _mockloop "$@"; else compdef _mockloop mockloop; fi
`,
  fish: `
complete -c mockloop -a '(mockloop __complete (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
`,
};
