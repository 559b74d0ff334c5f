using System.Text;

namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>Finds metadata that a rendition must not carry.</summary>
internal static class Metadata
{
    internal const string Xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        + "<rdf:Description xmlns:exif='http://ns.adobe.com/exif/1.0/' exif:GPSLatitude='52,30.98N' exif:GPSLongitude='13,22.65E'/></rdf:RDF></x:xmpmeta>";

    internal static void ShouldBeGone(string path)
    {
        var content = File.ReadAllBytes(path);
        foreach (var trace in new[] { "Exif", "EXIF", "eXIf", "Leica", "4711-secret", "GPS", "ns.adobe.com", "XMP ", "ICC_PROFILE" })
        {
            content.AsSpan().IndexOf(Encoding.ASCII.GetBytes(trace)).ShouldBe(-1, $"{path} still holds {trace}");
        }
    }
}
