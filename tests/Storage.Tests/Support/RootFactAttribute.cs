using MediaPipeline.TestKit.Files;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>A test that mounts a small disk: skipped, with its reason, where this user may not mount.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute() => Skip = SmallDisk.WhyNot;
}
