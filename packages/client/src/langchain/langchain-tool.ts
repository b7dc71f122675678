// Where LangChain is not installed, the type of a method must not break the types of all others.
// biome-ignore lint/suspicious/noTsIgnore: here it is installed, so there is no error to expect
/** @ts-ignore A tool of LangChain.js. */
export type LangChainTool = import('@langchain/core/tools').StructuredToolInterface;
