using MediaPipeline.Contracts.Drawings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaPipeline.Drawing;

/// <summary>Registers drawing.</summary>
public static class DrawingServiceCollectionExtensions
{
    /// <summary>Adds drawing by Skia, which is loaded at the first drawing.</summary>
    public static IServiceCollection AddSkiaDrawing(this IServiceCollection services)
    {
        services.TryAddSingleton<IDrawer, SkiaDrawer>();
        return services;
    }
}
