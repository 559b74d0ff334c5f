using System.Globalization;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.Benchmarks.Cluster;

/// <summary>The folders of pictures that every case takes in; they are only read.</summary>
internal static class ClusterPictures
{
    private const int SmallWidth = 320, SmallHeight = 240;

    /// <summary>Those of the corpus, again and again until there are so many.</summary>
    public static string CopyReal(string corpus, string target, int count)
    {
        var files = Directory.GetFiles(Path.Combine(corpus, "pictures")).Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < count; i++)
        {
            var file = files[i % files.Length];
            var copy = Path.Combine(target, string.Create(CultureInfo.InvariantCulture, $"{i:D5}{Path.GetExtension(file)}"));
            File.Copy(file, copy);
            File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(file));
        }

        return target;
    }

    /// <summary>Pictures that are decoded and rendered in a millisecond or two.</summary>
    public static string WriteSmall(string target, int count)
    {
        PngPicture.WriteMany(count, SmallWidth, SmallHeight, i => Path.Combine(target, string.Create(CultureInfo.InvariantCulture, $"{i:D5}.png")));
        return target;
    }
}
