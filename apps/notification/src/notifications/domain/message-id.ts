/** The Message-ID of a message. @param token what tells it from every other, @param from the sender's address. */
export const messageIdWith = (token: string, from: string): string =>
  `<${token}@${from.slice(from.lastIndexOf('@') + 1)}>`;

/** What {@link messageIdWith} was made with. */
export const tokenIn = (messageId: string): string => messageId.slice(1, messageId.lastIndexOf('@'));
