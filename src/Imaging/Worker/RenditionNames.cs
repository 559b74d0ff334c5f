using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Imaging.Worker;

/// <summary>The temporary files of one attempt, so that either process can remove them.</summary>
internal static class RenditionNames
{
    internal static string Thumbnail(RenderTarget target) => Path.Combine(target.TemporaryDirectory, target.Name + ".thumbnail.tmp");

    internal static string Viewing(RenderTarget target) => Path.Combine(target.TemporaryDirectory, target.Name + ".viewing.tmp");

    /// <summary>Removes what an attempt may have left. False when a file is still there, for the caller to tell.</summary>
    internal static bool TryDelete(RenderTarget target)
    {
        try
        {
            File.Delete(Thumbnail(target));
            File.Delete(Viewing(target));
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
