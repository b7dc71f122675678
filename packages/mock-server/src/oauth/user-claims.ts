/**
 * What is known of a user, by the scopes that were granted (OpenID Connect Core §5.4). The same subject has the same claims.
 */
export function userClaims(subject: string, scopes: readonly string[]): Record<string, unknown> {
  const name = subject.split('@', 1)[0] || subject;
  return {
    ...(scopes.includes('profile') && {
      name: `Mock User ${name}`,
      given_name: 'Mock',
      family_name: name,
      preferred_username: subject,
      locale: 'en',
      updated_at: 0,
    }),
    ...(scopes.includes('email') && {
      email: subject.includes('@') ? subject : `${subject.replaceAll(/[^\w.-]+/g, '-')}@example.com`,
      email_verified: true,
    }),
    ...(scopes.includes('address') && { address: { formatted: '1 Example Street, Example City', country: 'US' } }),
    ...(scopes.includes('phone') && { phone_number: '+1 555 0100', phone_number_verified: true }),
  };
}
