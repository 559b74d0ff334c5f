namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>A test that needs root, and says so where it is not.</summary>
internal sealed class RootOnlyFactAttribute : FactAttribute
{
    public RootOnlyFactAttribute(string why)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Skip = $"Needs root: it {why}.";
        }
    }
}
