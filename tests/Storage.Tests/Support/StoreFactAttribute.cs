using Xunit.Sdk;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>A test of a suite: skipped, with its reason, where its adapter's database is not installed.</summary>
[AttributeUsage(AttributeTargets.Method), XunitTestCaseDiscoverer("MediaPipeline.Storage.Tests.Support.StoreFactDiscoverer", "MediaPipeline.Storage.Tests")]
internal sealed class StoreFactAttribute : FactAttribute;
