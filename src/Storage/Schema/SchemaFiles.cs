using System.Globalization;
using System.Reflection;

namespace MediaPipeline.Storage.Schema;

/// <summary>The numbered schema files of one database, in their order.</summary>
internal static class SchemaFiles
{
    /// <param name="folder">Below this one: sqlite or postgres.</param>
    public static SortedList<int, string> Of(string folder)
    {
        // MediaPipeline.Storage.Schema.sqlite.0001_documents.sql -> 1
        const int Digits = 4;
        var prefix = $"MediaPipeline.Storage.Schema.{folder}.";
        var found = new SortedList<int, string>();
        foreach (var name in Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            found.Add(int.Parse(name.AsSpan(prefix.Length, Digits), CultureInfo.InvariantCulture), name);
        }

        return found;
    }

    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
