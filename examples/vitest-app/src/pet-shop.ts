/** What the shop of an imaginary app knows of the API of the pet store. */
export class PetShop {
  readonly #api: string;

  constructor(api: string) {
    this.#api = api;
  }

  /** Names of the pets that can be adopted. When the API is busy, it is asked once more. */
  async available(): Promise<readonly string[]> {
    const response = await this.#get('/pets?status=available');
    if (!response.ok) throw new Error(`The shop is closed (${response.status}).`);
    const { items } = (await response.json()) as { items: readonly { name: string }[] };
    return items.map(({ name }) => name);
  }

  async #get(target: string): Promise<Response> {
    const response = await fetch(this.#api + target);
    return response.status === 503 ? fetch(this.#api + target) : response;
  }
}
