const { DefaultFailureConverter } = require('@temporalio/common');

// CommonJS, because the SDK loads it with require and bundles it into the workflows as well.
exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
