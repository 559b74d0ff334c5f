using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>Colours come out as sharp shows them, and as they were meant.</summary>
public sealed class ColourTests
{
    [Theory]
    [OnAllDecoders("plain", "adobe-rgb", "display-p3", "swapped", "cmyk-profile", "cmyk-plain", "rgb16", "grey16", "palette", "progressive", "srgb",
        ComparesWithSharp = true)]
    internal async Task Colours_AreAsSharpShowsThem(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write(kind, ColourFiles.Make(kind));

        var rendered = await test.RenderedAsync(path, TestEngine.Thumbnail with { Quality = 100 }, TestEngine.Viewing with { Quality = 100 });
        var reference = Colours.ReadPatches(await SharpReference.RenderAsync(path));

        Colours.PatchesShouldBeNear(Colours.ReadPatches(TestVips.Decode(rendered.Viewing.TemporaryPath)), reference, 3);
        Colours.PatchesShouldBeNear(Colours.ReadPatches(TestVips.Decode(rendered.Thumbnail.TemporaryPath)), reference, 3);
    }

    /// <summary>What CMYK without a profile looks like is anybody's guess: the two libraries bring different profiles for it.</summary>
    [Theory, OnAllDecoders(ComparesWithSharp = true)]
    internal async Task CmykWithoutAProfile_IsAboutAsSharpShowsIt(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("cmyk-plain", ColourFiles.Make("cmyk-plain"));

        var rendered = await test.RenderedAsync(path, viewing: TestEngine.Viewing with { Quality = 100 });

        var reference = Colours.ReadPatches(await SharpReference.RenderAsync(path));
        Colours.PatchesShouldBeNear(Colours.ReadPatches(TestVips.Decode(rendered.Viewing.TemporaryPath)), reference, 40);
    }

    [Theory]
    [OnAllDecoders("plain", "rgb16", "progressive", "srgb", "converted-p3")]
    internal async Task Colours_AreAsTheyWerePainted(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write(kind, ColourFiles.Make(kind));

        var rendered = await test.RenderedAsync(path, viewing: TestEngine.Viewing with { Quality = 100 });

        Colours.PatchesShouldBeNear(Colours.ReadPatches(TestVips.Decode(rendered.Viewing.TemporaryPath)), Colours.ReadPatches(Colours.Patches()), 4);
    }
}
