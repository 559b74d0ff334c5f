using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace MediaPipeline.Api.Images;

/// <summary>The <c>Content-Disposition</c> header: no file name can break out of the header, or lead out of the folder that it is saved to.</summary>
internal static class ContentDisposition
{
    public static string Of(string kind, string fileName)
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
