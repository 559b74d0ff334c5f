using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Worker;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>The samples by which a library shows what it reads are what their names say.</summary>
public sealed class SampleFormatTests
{
    public static TheoryData<string> Names { get; } = [.. PictureFormat.Standard.Select(format => format.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Sniff_TheSampleOfAFormat_IsOfThatFormat(string name)
    {
        var format = PictureFormat.FindStandard(name).ShouldNotBeNull();

        PictureFormat.Sniff(FormatProbe.ReadSample(format)).ShouldBe(format);
    }
}
