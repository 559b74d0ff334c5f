using MediaPipeline.Storage.Tests.Support;

// The test runner loads this assembly by itself; as a program of its own it is what a test kills.
return args is ["write-until-killed", var directory] ? await WriteUntilKilled.RunAsync(directory) : 2;
