import {
  DynamicStructuredTool,
  ToolInputParsingException,
  type ToolReturnType,
  type ToolRunnableConfig,
} from '@langchain/core/tools';

/** Arguments that LangChain refuses go to the tool all the same: it says better what is wrong with them, and what is right. */
export class SelfCheckingTool extends DynamicStructuredTool {
  // What `invoke` comes to.
  override async call<Args, Config extends ToolRunnableConfig | undefined>(
    args: Args,
    config?: Config,
  ): Promise<ToolReturnType<Args, Config, unknown>> {
    try {
      return await super.call(args, config);
    } catch (error) {
      if (!(error instanceof ToolInputParsingException)) throw error;
      const [content] = await this.func(args, undefined, config);
      return content;
    }
  }
}
