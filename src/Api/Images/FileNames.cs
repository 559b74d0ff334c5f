using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace MediaPipeline.Api.Images;

/// <summary>Names of files in a header: whatever a file is called, it neither ends the header nor leaves the folder that it is saved to.</summary>
internal static class FileNames
{
    public static string Disposition(string kind, string fileName)
    {
        var header = new ContentDispositionHeaderValue(new StringSegment(kind));
        header.SetHttpFileName(new StringSegment(Clean(fileName)));
        return header.ToString();
    }

    private static string Clean(string fileName)
    {
        var name = new StringBuilder(fileName.Length);
        foreach (var rune in fileName.EnumerateRunes())
        {
            name.Append(Rune.IsControl(rune) || rune.Value is '/' or '\\' or '"' ? new Rune('_') : rune);
        }

        return name.ToString().Trim(' ', '.') is { Length: > 0 } cleaned ? cleaned : "picture";
    }
}
