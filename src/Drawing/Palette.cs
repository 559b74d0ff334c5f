using MediaPipeline.Contracts.Drawings;
using SkiaSharp;

namespace MediaPipeline.Drawing;

/// <summary>The colours of a theme; texts have a contrast of at least 4.5 to 1 on page and card.</summary>
internal sealed record Palette(SKColor Page, SKColor Card, SKColor Ink, SKColor Dim, SKColor Failed, SKColor Waiting)
{
    private static readonly Palette Light = new(0xffffffff, 0xfff1f5f9, 0xff1e293b, 0xff56657b, 0xffdc2626, 0xffb45309);
    private static readonly Palette Dark = new(0xff0f172a, 0xff1e293b, 0xffe2e8f0, 0xff9fb0c5, 0xfff87171, 0xfffbbf24);

    public static Palette Of(DrawingTheme theme) => theme is DrawingTheme.Dark ? Dark : Light;

    public SKColor SignOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Failed => Failed,
        NoticeKind.Waiting => Waiting,
        _ => Dim,
    };
}
