export { createTestDatabase, type TestDatabase } from './test-database.js';
export { kafkaBrokers, uniqueTopicPrefix } from './test-kafka.js';
export { typescriptHooks } from './typescript-hooks-path.js';
export { eventually } from './eventually.js';
export { startServiceUnderTest, type ServiceUnderTest } from './service-under-test.js';
export { testClient, type TestClient, type TestResponse } from './test-client.js';
export { aCustomer, anAddress } from './customer.js';
export { aPicture } from './picture.js';
export { WebhookReceiver, type ReceivedWebhook } from './webhook-receiver.js';
