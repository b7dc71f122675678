/** Lists, shows and deletes pets. */
export const petstore = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200': { description: Pets, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } }
  /pets/{petId}:
    parameters: [{ name: petId, in: path, required: true, schema: { type: integer } }]
    get:
      operationId: getPet
      responses:
        '200': { description: A pet, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        '404': { description: No such pet }
    delete:
      operationId: deletePet
      responses: { '204': { description: Gone } }
components:
  schemas:
    Pet:
      type: object
      required: [id, name]
      properties: { id: { type: integer, minimum: 1 }, name: { type: string, examples: [Rex] } }
`;
