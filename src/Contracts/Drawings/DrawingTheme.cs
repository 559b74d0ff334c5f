namespace MediaPipeline.Contracts.Drawings;

/// <summary>The colours of a page that shows a drawing.</summary>
public enum DrawingTheme
{
    /// <summary>Dark on light; the default.</summary>
    Light,

    /// <summary>Light on dark.</summary>
    Dark,
}
