using Xunit.Sdk;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method), XunitTestCaseDiscoverer("MediaPipeline.Storage.Tests.Support.StoreTheoryDiscoverer", "MediaPipeline.Storage.Tests")]
internal sealed class StoreTheoryAttribute : TheoryAttribute;
